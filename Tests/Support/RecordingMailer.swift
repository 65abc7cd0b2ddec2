public import CaravanProtocol
import Synchronization

/// Keeps what it is given; fails as often as it is told to, first.
public final class RecordingMailer: Mailer {
    public struct Refused: Error {}

    private let state: Mutex<(messages: [MailMessage], failures: Int)>

    public init(failures: Int = 0) {
        state = Mutex(([], failures))
    }

    public var messages: [MailMessage] { state.withLock { $0.messages } }

    public func send(_ message: MailMessage) async throws {
        let fails = state.withLock { state in
            guard state.failures == 0 else {
                state.failures -= 1
                return true
            }
            state.messages.append(message)
            return false
        }
        if fails { throw Refused() }
    }
}
