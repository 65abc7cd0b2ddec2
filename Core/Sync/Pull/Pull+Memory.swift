import CaravanProtocol
import Synchronization

/// What a pull found is remembered where it was nothing: then the cursor that was answered is the one that was asked with.
extension Pull {
    /// Whether the same pull may be known to have no news: what it asks for has nothing else in its answer.
    static func mayBeRemembered(_ request: PullRequest) -> Bool {
        request.cursor != nil && request.checksums == .touched
    }

    private static func question(_ request: PullRequest, _ caller: Caller) -> PullMemory.Question {
        PullMemory.Question(user: caller.id.bits, kinds: request.entityTypes ?? .all)
    }

    /// The page of a pull that is known to have no news: the bytes that it would have if everything were looked at.
    static func remembered(_ request: PullRequest, in context: Context) throws -> PullPage? {
        guard mayBeRemembered(request), let cursor = request.cursor, let now = context.moment else { return nil }
        let question = question(request, try context.requireCaller())
        guard context.live.pulls.withLock({ $0.hasNoNews(question, cursor, now) }) else { return nil }
        var page = PullPage(timestamp: context.now, epoch: context.settings.epoch)
        page.cursor = cursor
        page.hasMore = false
        page.checksums = []
        return page
    }

    /// Remembers that there was no news, if there was none.
    func remember(_ page: PullPage) {
        guard Self.mayBeRemembered(request), let moment = context.moment, page.cursor == request.cursor,
            page.lists.isEmpty, !page.hasMore, page.checksums?.isEmpty == true
        else { return }
        let question = Self.question(request, caller)
        let logs = [caller.id.bits] + trips.map(\.id.bits)
        context.live.pulls.withLock { $0.keep(question, page.cursor, logs: logs, moment) }
    }
}

/// A read that was to be brief has much to look at: it is carried out where it keeps nobody waiting.
struct LongRead: Error {}
