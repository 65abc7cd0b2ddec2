/// An active alphabetic code of ISO 4217 (List One, amendments up to 180 of 2025-09-24), funds, precious metals and the
/// codes for testing (`XTS`) and for no currency (`XXX`) included. Codes that ISO has withdrawn are not here.
public struct CurrencyCode: Hashable, Sendable {
    /// Three upper-case letters.
    public let code: String

    /// `nil` unless the text is such a code, in upper case.
    public init?(_ code: some StringProtocol) {
        let key = withUTF8Bytes(of: code) { Self.key(of: $0) }
        guard let key, Self.keys.contains(key) else { return nil }
        self.code = String(code)
    }

    /// Every code, sorted.
    public static var all: [String] {
        list.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }).compactMap { String($0) }
    }

    /// Three bytes as one number: comparing texts would go by canonical equivalence, and slower.
    private static func key(of bytes: some Collection<UInt8>) -> UInt32? {
        bytes.count == 3 ? bytes.reduce(0) { $0 << 8 | UInt32($1) } : nil
    }

    private static let keys = Set(all.compactMap { key(of: Array($0.utf8)) })

    private static let list = """
        AED AFN ALL AMD AOA ARS AUD AWG AZN
        BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD
        CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK
        DJF DKK DOP DZD
        EGP ERN ETB EUR
        FJD FKP
        GBP GEL GHS GIP GMD GNF GTQ GYD
        HKD HNL HTG HUF
        IDR ILS INR IQD IRR ISK
        JMD JOD JPY
        KES KGS KHR KMF KPW KRW KWD KYD KZT
        LAK LBP LKR LRD LSL LYD
        MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN
        NAD NGN NIO NOK NPR NZD
        OMR
        PAB PEN PGK PHP PKR PLN PYG
        QAR
        RON RSD RUB RWF
        SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL
        THB TJS TMT TND TOP TRY TTD TWD TZS
        UAH UGX USD USN UYI UYU UYW UZS
        VED VES VND VUV
        WST
        XAD XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XTS XUA XXX
        YER
        ZAR ZMW ZWG
        """
}
