/// FNV-1a with 64 bits (Fowler, Noll, Vo): a checksum against mistakes, not against anybody.
public enum FNV1a {
    /// The sum of the bytes, the same in each process and on each machine.
    public static func sum(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
