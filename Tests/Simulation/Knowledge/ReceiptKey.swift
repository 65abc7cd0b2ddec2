/// What a receipt is kept under.
struct ReceiptKey: Hashable {
    let person: Int
    let clientID: String
    let number: Int64
}
