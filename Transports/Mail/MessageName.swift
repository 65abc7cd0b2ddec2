/// A message's id where only some characters may stand: in `Message-ID` and in file names.
enum MessageName {
    /// At most 100 characters of `[A-Za-z0-9_-]` and single points; others become `_`.
    static func safe(_ id: String) -> String {
        var name = ""
        for byte in id.utf8.prefix(100) {
            let scalar = Unicode.Scalar(byte)
            let isKept = scalar.properties.isAlphabetic && byte < 0x80 || (0x30...0x39).contains(byte) || byte == 0x2D
            let isPoint = scalar == "." && !name.isEmpty && name.last != "."
            name.unicodeScalars.append(isKept || isPoint ? scalar : "_")
        }
        if name.last == "." { name.removeLast() }
        return name.isEmpty ? "_" : name
    }
}
