import CaravanProtocol

/// Makes texts that occur once in a simulation, so that a search finds where what somebody wrote has gone.
final class MarkerMint {
    /// `mk` and seven digits.
    struct Marker: Hashable {
        let number: Int
        var text: String {
            let digits = String(number)
            return "mk" + String(repeating: "0", count: 7 - digits.utf8.count) + digits
        }
    }

    private var last = 0

    /// A fresh one, with some words behind it.
    func text() -> String {
        last += 1
        return Marker(number: last).text + " words"
    }

    /// The markers in a text, each as often as it stands there.
    static func markers(in bytes: [UInt8]) -> [Marker] {
        var found: [Marker] = []
        bytes.withUnsafeBufferPointer { buffer in
            var place = 0
            while place + 9 <= buffer.count {
                guard buffer[place] == UInt8(ascii: "m"), buffer[place + 1] == UInt8(ascii: "k"),
                    let number = number(buffer, place + 2)
                else {
                    place += 1
                    continue
                }
                found.append(Marker(number: number))
                place += 9
            }
        }
        return found
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
        var number = 0
        for place in start..<start + 7 {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) else { return nil }
            number = number * 10 + Int(bytes[place] - UInt8(ascii: "0"))
        }
        return number
    }

    /// The markers in a value.
    static func markers(in value: JSONValue) -> [Marker] {
        switch value {
        case .string(let text): text.utf8.count >= 9 ? markers(in: Array(text.utf8)) : []
        case .array(let elements): elements.flatMap { markers(in: $0) }
        case .object(let object): object.members.flatMap { markers(in: $0.value) }
        default: []
        }
    }
}
