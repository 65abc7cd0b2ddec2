import Foundation

/// The two ends of a pipe.
public struct PipeEnds: Sendable {
    public let reading: Int32
    public let writing: Int32

    public static func make() throws -> PipeEnds {
        var numbers: [Int32] = [-1, -1]
        guard pipe(&numbers) == 0 else { throw POSIXError(POSIXError.Code(rawValue: errno) ?? .EIO) }
        for number in numbers { _ = fcntl(number, F_SETFD, FD_CLOEXEC) }
        return PipeEnds(reading: numbers[0], writing: numbers[1])
    }
}
