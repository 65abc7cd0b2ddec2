import CaravanProtocol
import Crypto

extension EntityTag {
    /// The tag of an answer with these bytes.
    init(of bytes: [UInt8]) {
        self.init(digest: SHA256.hash(data: bytes).withUnsafeBytes { Array($0) })
    }
}
