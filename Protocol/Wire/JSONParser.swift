/// The recursive descent behind ``JSONReader``, over bytes that outlive it.
struct JSONParser {
    let bytes: UnsafeBufferPointer<UInt8>
    var index = 0
    /// Holds a string that has escapes while it is put together.
    var scratch: [UInt8] = []
    private var depthLeft: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, depthMax: Int) {
        self.bytes = bytes
        depthLeft = depthMax
    }

    /// The byte at the place reached; 0, which JSON never allows there, at the end.
    @inline(__always)
    var next: UInt8 { index < bytes.count ? bytes[index] : 0 }

    /// The one value that all the bytes are.
    mutating func whole() throws(JSONError) -> JSONValue {
        skipSpace()
        let result = try value()
        skipSpace()
        guard index == bytes.count else { throw unexpected() }
        return result
    }

    @inline(__always)
    private mutating func skipSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index &+= 1
            default: return
            }
        }
    }

    /// The value that begins at the place reached.
    private mutating func value() throws(JSONError) -> JSONValue {
        switch next {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return .object(try object())
        case UInt8(ascii: "["): return .array(try array())
        case UInt8(ascii: "t"):
            try literal("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try literal("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try literal("null")
            return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        default: throw unexpected()
        }
    }

    private mutating func object() throws(JSONError) -> JSONObject {
        try enter()
        var object = JSONObject()
        skipSpace()
        if next != UInt8(ascii: "}") {
            while true {
                let start = index
                guard next == UInt8(ascii: "\"") else { throw unexpected() }
                let name = try string()
                skipSpace()
                guard next == UInt8(ascii: ":") else { throw unexpected() }
                index += 1
                skipSpace()
                guard object.insert(name, try value()) else {
                    throw JSONError(kind: .duplicateName, offset: start)
                }
                skipSpace()
                guard next == UInt8(ascii: ",") else { break }
                index += 1
                skipSpace()
            }
            guard next == UInt8(ascii: "}") else { throw unexpected() }
        }
        leave()
        return object
    }

    private mutating func array() throws(JSONError) -> [JSONValue] {
        try enter()
        var elements: [JSONValue] = []
        skipSpace()
        if next != UInt8(ascii: "]") {
            while true {
                elements.append(try value())
                skipSpace()
                guard next == UInt8(ascii: ",") else { break }
                index += 1
                skipSpace()
            }
            guard next == UInt8(ascii: "]") else { throw unexpected() }
        }
        leave()
        return elements
    }

    private mutating func enter() throws(JSONError) {
        guard depthLeft > 0 else { throw JSONError(kind: .depth, offset: index) }
        depthLeft -= 1
        index += 1
    }

    private mutating func leave() {
        depthLeft += 1
        index += 1
    }

    private mutating func literal(_ word: StaticString) throws(JSONError) {
        for place in 0..<word.utf8CodeUnitCount {
            guard index < bytes.count, bytes[index] == word.utf8Start[place] else { throw unexpected() }
            index += 1
        }
    }

    private mutating func number() throws(JSONError) -> JSONNumber {
        guard let end = JSONNumberScan.end(of: bytes, from: index) else {
            throw JSONError(kind: .number, offset: index)
        }
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[index..<end]), as: UTF8.self)
        index = end
        return JSONNumber(checked: text)
    }

    /// The fault of the byte at the place reached, which the grammar does not allow there.
    private func unexpected() -> JSONError {
        let isBroken = index < bytes.count && bytes[index] >= 0x80 && UTF8Check.length(in: bytes, at: index) == 0
        return JSONError(kind: isBroken ? .utf8 : .syntax, offset: index)
    }
}
