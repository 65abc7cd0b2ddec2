package import CaravanProtocol
package import NIOCore

/// What waits for a peer that does not take it, and what of it is dropped (WIRE.md section 4, Limits): a value.
package struct OutboundQueue {
    package struct Item {
        package let frame: ByteBuffer
        package let kind: PeerMessage.Kind
    }

    private var items: [Item] = []
    /// How many of the items have gone; the array is made anew when it is all of them, so that none costs a shift.
    private var gone = 0
    /// How many bytes of it are live.
    package private(set) var liveBytes = 0
    package private(set) var answerCount = 0
    private var ephemeralCount = 0
    package private(set) var bytes = 0
    private let liveBytesMax: Int

    package init(liveBytesMax: Int) {
        self.liveBytesMax = liveBytesMax
    }

    package var isEmpty: Bool { items.isEmpty }

    /// Adds a message behind the others.
    ///
    /// - Parameter liveBytesGone: How many live bytes have left the queue and are not sent yet.
    /// - Returns: False if the peer is too slow: then no live message is left, and the answers are.
    package mutating func append(_ frame: ByteBuffer, _ kind: PeerMessage.Kind, liveBytesGone: Int = 0) -> Bool {
        let isOver = kind.isLive && liveBytes + liveBytesGone + frame.readableBytes > liveBytesMax
        if isOver, kind == .ephemeral, ephemeralCount == 0 { return true }
        add(Item(frame: frame, kind: kind))
        guard isOver else { return true }
        drop { $0 == .ephemeral }
        guard liveBytes + liveBytesGone > liveBytesMax else { return true }
        dropLive()
        return false
    }

    package mutating func popFirst() -> Item? {
        guard gone < items.count else { return nil }
        let item = items[gone]
        items[gone] = Item(frame: ByteBuffer(), kind: .answer)
        gone += 1
        subtract(item)
        if gone == items.count {
            items = []
            gone = 0
        } else if gone >= 64, gone * 2 >= items.count {
            items.removeFirst(gone)
            gone = 0
        }
        return item
    }

    /// Keeps answers only.
    package mutating func dropLive() { drop { $0 != .answer } }

    package mutating func removeAll() { self = OutboundQueue(liveBytesMax: liveBytesMax) }

    private mutating func drop(_ isDropped: (PeerMessage.Kind) -> Bool) {
        let kept = items[gone...].filter { !isDropped($0.kind) }
        removeAll()
        for item in kept { add(item) }
    }

    private mutating func add(_ item: Item) {
        items.append(item)
        bytes += item.frame.readableBytes
        if item.kind == .answer { answerCount += 1 }
        if item.kind.isLive { liveBytes += item.frame.readableBytes }
        if item.kind == .ephemeral { ephemeralCount += 1 }
    }

    private mutating func subtract(_ item: Item) {
        bytes -= item.frame.readableBytes
        if item.kind == .answer { answerCount -= 1 }
        if item.kind.isLive { liveBytes -= item.frame.readableBytes }
        if item.kind == .ephemeral { ephemeralCount -= 1 }
    }
}
