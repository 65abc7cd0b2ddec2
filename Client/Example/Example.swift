import Foundation

/// `caravan-example`: two people, two directories, one server; online and off. What is edited without a network goes out
/// with the next command that has one.
@main
struct Example {
    static func main() async {
        do {
            let words = try Words(Array(CommandLine.arguments.dropFirst()))
            var session = try ExampleSession(words)
            try await session.perform()
        } catch {
            FileHandle.standardError.write(Data("caravan-example: \(Explanation.of(error))\n".utf8))
            exit(1)
        }
    }
}
