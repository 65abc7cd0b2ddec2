import CaravanProtocol
import Crypto
import Synchronization

/// The claims of tokens whose signatures were good, by the tokens' SHA-256.
///
/// It holds two generations: when the young one is full it becomes the old one, and what is asked for again moves up. So
/// it stays bounded, and tokens in use stay in it, without a list to keep for each look.
final class TokenCache: Sendable {
    private struct Generations {
        var young: [SHA256.Digest: AccessClaims] = [:]
        var old: [SHA256.Digest: AccessClaims] = [:]
    }

    private let halfMax: Int
    private let generations = Mutex(Generations())

    init(countMax: Int) {
        halfMax = max(1, countMax / 2)
    }

    /// How many there are.
    var count: Int { generations.withLock { $0.young.count + $0.old.count } }

    subscript(_ digest: SHA256.Digest) -> AccessClaims? {
        get { generations.withLock { $0.young[digest] ?? $0.old[digest] } }
        set {
            generations.withLock { generations in
                guard generations.young[digest] == nil, let newValue else { return }
                if generations.young.count >= halfMax {
                    generations.old = generations.young
                    generations.young = [:]
                }
                generations.young[digest] = newValue
                generations.old[digest] = nil
            }
        }
    }
}
