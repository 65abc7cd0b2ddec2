/// A device in a simulation, with what is around it.
struct Seat {
    let person: Int
    let device: any SimulatedDevice
    let clock: SkewedClock
    var isOnline = true
    /// The request that it waits for.
    var awaited: Int?
}
