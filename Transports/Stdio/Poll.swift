#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Waits until a descriptor can go on, or the wake-up comes.
struct Poll {
    /// What can go on.
    struct Ready: OptionSet {
        let rawValue: Int
        static let input = Ready(rawValue: 1)
        static let output = Ready(rawValue: 2)
        /// Whoever reads the output is gone.
        static let outputGone = Ready(rawValue: 4)
        /// The bell was rung.
        static let bell = Ready(rawValue: 8)
    }

    let input: Descriptor
    let output: Descriptor
    let wakeUp: WakeUp
    let bell: Bell
    /// How often the loop looks around although nothing happens.
    private static let lookAroundMilliseconds: Int32 = 1000

    /// Waits for input, for the bell, or for the wake-up, but not for ever. It also notices when the output's reader goes, so that a process whose
    /// client died does not wait for a line that never comes.
    func forInput() throws(StdioError) -> Ready {
        try wait(input: true, output: false, wakeUp: true, milliseconds: Self.lookAroundMilliseconds)
    }

    /// Waits for room in the output, or for the wake-up.
    func forOutput() throws(StdioError) -> Ready {
        try wait(input: false, output: true, wakeUp: true, milliseconds: -1)
    }

    /// Waits for room in the output for so long, whether or not the wake-up is given; empty when the time is over.
    func forOutput(milliseconds: Int32) throws(StdioError) -> Ready {
        try wait(input: false, output: true, wakeUp: false, milliseconds: milliseconds)
    }

    private func wait(
        input waitsForInput: Bool, output waitsForOutput: Bool, wakeUp waitsForWakeUp: Bool, milliseconds: Int32
    ) throws(StdioError) -> Ready {
        // A negative number is passed over by poll(2).
        var polled = [
            pollfd(fd: waitsForInput ? input.number : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: output.number, events: waitsForOutput ? Int16(POLLOUT) : 0, revents: 0),
            pollfd(fd: waitsForWakeUp ? wakeUp.reading.number : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: waitsForInput ? bell.reading.number : -1, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&polled, nfds_t(polled.count), milliseconds) < 0 {
            guard errno == EINTR else { throw .system(call: "poll", number: errno) }
        }
        var ready: Ready = []
        // At its end a pipe says POLLHUP only; the read that follows then tells what there is.
        if polled[0].revents != 0 { ready.insert(.input) }
        if polled[3].revents != 0 { ready.insert(.bell) }
        if polled[1].revents & Int16(POLLERR) != 0 { ready.insert(.outputGone) }
        if waitsForOutput, polled[1].revents != 0 { ready.insert(.output) }
        return ready
    }
}
