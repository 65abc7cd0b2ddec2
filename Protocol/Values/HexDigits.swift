/// Hexadecimal digits, by hand.
enum HexDigits {
    /// The value of a digit of either case.
    @inline(__always)
    static func value(_ byte: UInt8) -> UInt8? {
        let digit = byte &- UInt8(ascii: "0")
        if digit < 10 { return digit }
        let letter = (byte | 0x20) &- UInt8(ascii: "a")
        return letter < 6 ? letter + 10 : nil
    }

    /// The lower-case digit of a value below 16.
    @inline(__always)
    static func lower(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// The eight lower-case digits of 32 bits, so that they stand in memory in the order of reading.
    @inline(__always)
    static func lowerDigits(_ value: UInt32) -> UInt64 {
        // Each half byte into a byte of its own, the first digit highest …
        var nibbles = UInt64(value)
        nibbles = (nibbles | nibbles << 16) & 0x0000_FFFF_0000_FFFF
        nibbles = (nibbles | nibbles << 8) & 0x00FF_00FF_00FF_00FF
        nibbles = (nibbles | nibbles << 4) & 0x0F0F_0F0F_0F0F_0F0F
        // … and where it is above 9, adding 6 carries into the fifth bit: letters lie 39 beyond digits.
        let letters = (nibbles &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return (nibbles &+ 0x3030_3030_3030_3030 &+ letters &* 39).bigEndian
    }
}
