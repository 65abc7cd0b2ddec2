public import Glibc
import Synchronization

/// A process that a test or a bench started; it does not outlive this object.
public final class ChildProcess: Sendable {
    /// Where a descriptor of the process leads.
    public enum Target {
        case reading(String)
        case writing(String)
        /// A descriptor of the test's own.
        case descriptor(Int32)
    }

    public let id: pid_t
    private let status = Mutex<Int32?>(nil)

    public init(
        _ program: String, _ arguments: [String], environment: [String: String], _ targets: [Int32: Target]
    ) throws {
        // Writing to a process that has ended is an error of the write, not the end of the tests.
        signal(SIGPIPE, SIG_IGN)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, target) in targets {
            switch target {
            case .reading(let path): posix_spawn_file_actions_addopen(&actions, number, path, O_RDONLY, 0)
            case .writing(let path):
                posix_spawn_file_actions_addopen(&actions, number, path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
            case .descriptor(let own): posix_spawn_file_actions_adddup2(&actions, own, number)
            }
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var restored = sigset_t()
        sigemptyset(&restored)
        sigaddset(&restored, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &restored)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup($0 + "=" + $1) } + [nil]
        defer { for text in words + variables { free(text) } }
        var id: pid_t = 0
        let code = posix_spawn(&id, program, &actions, &attributes, &words, &variables)
        guard code == 0 else { throw ProgramFailure("\(program) does not start: \(String(cString: strerror(code)))") }
        self.id = id
    }

    deinit {
        send(SIGKILL)
        _ = wait(seconds: 10)
    }

    /// Sends a signal, unless the process is known to have ended.
    public func send(_ number: Int32) {
        status.withLock { if $0 == nil { kill(id, number) } }
    }

    public var isRunning: Bool { look() == nil }

    /// The exit status once it has ended, or minus the signal that ended it; `nil` when that takes longer.
    public func wait(seconds: Double) -> Int32? {
        eventually(within: seconds, every: 2000) { look() }
    }

    private func look() -> Int32? {
        status.withLock { status in
            if status != nil { return status }
            var word: Int32 = 0
            guard waitpid(id, &word, WNOHANG) == id else { return nil }
            status = word & 0x7f == 0 ? (word >> 8) & 0xff : -(word & 0x7f)
            return status
        }
    }
}

/// What `look` finds, asked until it finds something or the time is over.
public func eventually<R>(
    within seconds: Double, every microseconds: UInt32 = 10_000, _ look: () throws -> R?
) rethrows -> R? {
    let start = ContinuousClock.now
    while true {
        if let found = try look() { return found }
        guard ContinuousClock.now - start < .seconds(seconds) else { return nil }
        usleep(microseconds)
    }
}
