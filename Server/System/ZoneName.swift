/// Which texts may be looked up as a zone's file. A name comes from outside and becomes part of a path.
enum ZoneName {
    private static let lengthMax = 64
    /// Files beside the zones that hold zone data, but are no zones.
    private static let reserved: Set<String> = ["localtime", "Factory", "posixrules"]

    /// Letters, digits and `+ _ - /`, at most 64, the parts between slashes not empty, so that none leads out of the
    /// directory; nothing below `posix/` and `right/`, which hold all zones again.
    static func isValid(_ name: String) -> Bool {
        guard name.utf8.count <= lengthMax, name.utf8.allSatisfy(isAllowed), !reserved.contains(name) else {
            return false
        }
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty }), let first = parts.first else { return false }
        return !first.elementsEqual("posix".utf8) && !first.elementsEqual("right".utf8)
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "/"):
            true
        default: false
        }
    }
}
