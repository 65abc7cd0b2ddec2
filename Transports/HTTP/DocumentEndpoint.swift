import CaravanProtocol
import NIOHTTP1
import Synchronization

/// What the server says of itself, without a session: the OpenAPI document, and the same as a page for people.
final class DocumentEndpoint: Sendable {
    /// The paths.
    enum Path: Sendable, Equatable {
        /// `/api/v1/openapi.json`.
        case openAPI
        /// `/docs/`: the page.
        case page

        /// - Parameter segments: The parts of the whole path.
        init?(_ segments: [String]) {
            switch segments {
            case PathTable.base + ["openapi.json"]: self = .openAPI
            case ["docs"]: self = .page
            default: return nil
            }
        }
    }

    private typealias Made = (answer: Answer, tag: EntityTag)

    private let application: any Application
    /// Each made when it is first asked for, once.
    private let openAPI = Mutex<Made?>(nil)
    private let page = Mutex<Made?>(nil)

    init(application: any Application) {
        self.application = application
    }

    /// - Parameter fields: The request's; with the entity tag in `If-None-Match` the answer is 304.
    func answer(_ path: Path, _ fields: HTTPFields) -> Answer {
        let (whole, tag) =
            switch path {
            case .openAPI: made(openAPI) { .json(.ok, application.document(.openAPI)) }
            case .page: made(page, makePage)
            }
        guard let known = fields[joined: .ifNoneMatch], EntityTagList(parsing: known)?.includesWeakly(tag) == true
        else { return whole }
        var answer = Answer(.notModified)
        answer.fields[.eTag] = tag.text
        answer.fields[.cacheControl] = whole.fields[.cacheControl]
        return answer
    }

    private func makePage() -> Answer {
        // The application's own document can be read; an empty page would be noticed by its test.
        let page = DocsPage((try? JSONReader.parse(application.document(.openAPI))) ?? .null)
        return Answer(
            .ok, [.contentType: "text/html; charset=utf-8", .contentSecurityPolicy: page.policy],
            bytes: Array(page.html.text.utf8))
    }

    private func made(_ document: borrowing Mutex<Made?>, _ make: () -> Answer) -> Made {
        document.withLock { kept in
            if let kept { return kept }
            var answer = make()
            let tag = EntityTag(of: answer.bytes)
            answer.fields[.eTag] = tag.text
            // The same for everybody, and another one only after an update of the server.
            answer.fields[.cacheControl] = "public, no-cache"
            kept = (answer, tag)
            return (answer, tag)
        }
    }
}
