import CaravanProtocol
import Testing

struct CurrencyCodeTests {
    @Test func theListIsSortedAndWellFormed() {
        let all = CurrencyCode.all
        #expect(all.count == 178)
        #expect(all == Set(all).sorted())
        #expect(all.allSatisfy { $0.utf8.count == 3 && $0.utf8.allSatisfy { (0x41...0x5A).contains($0) } })
        #expect(all.allSatisfy { CurrencyCode($0)?.code == $0 })
    }

    @Test(arguments: [
        "EUR", "USD", "JPY", "CHF", "GBP", "XAU", "XAG", "XXX", "XTS", "XDR", "XSU", "XUA", "XBA", "CHE", "CHW", "CLF",
        "COU", "MXV", "USN", "UYI", "UYW", "BOV", "VED", "VES", "SLE", "ZWG", "XCG", "XAD", "STN", "MRU", "BYN",
    ])
    func activeOnesAreKnown(code: String) {
        #expect(CurrencyCode(code)?.code == code)
    }

    @Test(arguments: [
        "", "E", "EURO", "eur", "Eur", "EU ", " EUR", "EUR ", "DEM", "FRF", "HRK", "BGN", "ANG", "SLL", "ZWL", "CUC",
        "VEF", "BYR", "MRO", "STD", "USS", "BTC", "ABC", "AAA", "ZZZ", "ＥＵＲ", "É", "€", "XX\0",
    ])
    func othersAreNot(code: String) {
        #expect(CurrencyCode(code) == nil)
    }
}
