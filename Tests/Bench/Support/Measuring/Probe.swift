package import ProgramSupport

/// Something that can be measured again and again.
package struct Probe {
    package let name: String
    /// Whose processor time it takes, if it is a process of its own.
    package var process: ChildProcess?
    /// Measures for about so many seconds; answers what was measured by its name.
    package let measure: (_ seconds: Double) throws -> [String: Sample]

    package init(_ name: String, process: ChildProcess? = nil, _ measure: @escaping (Double) throws -> Sample) {
        self.init(name, process: process, several: { [name: try measure($0)] })
    }

    package init(
        _ name: String, process: ChildProcess? = nil, several measure: @escaping (Double) throws -> [String: Sample]
    ) {
        (self.name, self.process, self.measure) = (name, process, measure)
    }
}
