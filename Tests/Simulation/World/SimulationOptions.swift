/// What kind of simulation is run.
public struct SimulationOptions: Sendable {
    /// How many things happen before the network heals.
    public var stepsMax = 300
    /// A fault that the harness makes on purpose.
    public var bug: PlantedBug?
    /// How many of the devices have the product's own client, in percent; the others have a thin one.
    public var fullDevicesPercent = 50
    /// Whether the whole trace is kept, not only its end.
    public var keepsTrace = false

    public init(stepsMax: Int = 300, bug: PlantedBug? = nil, keepsTrace: Bool = false) {
        (self.stepsMax, self.bug, self.keepsTrace) = (stepsMax, bug, keepsTrace)
    }
}
