import CaravanProtocol

/// The token in a password-reset mail: the reset's id and a code that only the server's key gives, so it is stored nowhere.
enum ResetToken {
    static func text(of reset: ID<PasswordReset>, _ signer: any TokenSigner) -> String {
        let id = reset.bits.withBytes { Array($0) }
        return Base64URL.encode(id + signer.derive("password-reset", id))
    }

    /// The reset that a token is of; `nil` for a forged one.
    static func parse(_ text: String, _ signer: any TokenSigner) -> ID<PasswordReset>? {
        guard let bytes = Base64URL.decode(text), bytes.count == 48, let bits = UUIDBits(bytes: bytes[..<16]) else {
            return nil
        }
        let expected = signer.derive("password-reset", Array(bytes[..<16]))
        // Every byte is looked at, whatever differs first.
        let difference = zip(expected, bytes[16...]).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
        return difference == 0 ? ID(bits) : nil
    }
}
