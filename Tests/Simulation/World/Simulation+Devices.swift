import CaravanProtocol

extension Simulation {
    /// Some are the product's own client.
    private func device(_ name: String) throws -> any SimulatedDevice {
        var style = ThinStyle(&dice)
        if !hasGoodClocks { style.pullsByTime = false }
        let devicesDice = dice.fork()
        return dice.happens(percent: options.fullDevicesPercent)
            ? try FullDevice(name, mint, journal, devicesDice, forgetsEvery: options.bug == .editLost ? 5 : nil)
            : ThinDevice(name, style, mint, journal, devicesDice)
    }

    func addDevices() throws {
        for person in people.indices {
            for number in 1...1 + dice.below(3) {
                let clock = SkewedClock(
                    time, offsetSeconds: dice.skew(greatestSeconds: 5 * 365 * 86_400),
                    driftPPM: dice.within(-5000...5000))
                let device = try device("person\(person + 1)-\(number)")
                seats.append(Seat(person: person, device: device, clock: clock))
                note("\(device.name): \(device.setUp)")
                plan(.deviceWakes(seats.count - 1), inSeconds: 0...20)
            }
        }
    }

    func wake(_ number: Int) throws {
        plan(.deviceWakes(number), inSeconds: 1...30)
        let device = seats[number].device
        if dice.happens(percent: 2) {
            try device.die()
            seats[number].awaited = nil
            note("\(device.name) is killed")
        }
        if dice.happens(percent: 2) {
            let seconds = dice.skew(greatestSeconds: 3 * 365 * 86_400)
            seats[number].clock.jump(seconds: seconds)
            note("the clock of \(device.name) jumps by \(seconds) s")
        }
        if dice.happens(percent: seats[number].isOnline ? 10 : 30) {
            seats[number].isOnline.toggle()
            note("\(device.name) is \(seats[number].isOnline ? "online" : "offline")")
        }
        if dice.happens(percent: 55) {
            for _ in 0...dice.below(3) { try device.edit(&dice, now: seats[number].clock.now()) }
        }
        if dice.happens(percent: 50) { device.wantNews() }
        if dice.happens(percent: 15) { try device.lookAtConflicts(&dice, now: seats[number].clock.now()) }
        try ask(number)
    }

    /// Lets a device send its next request.
    func ask(_ number: Int) throws {
        guard seats[number].isOnline, seats[number].awaited == nil,
            let request = try seats[number].device.nextRequest(now: seats[number].clock.now())
        else { return }
        let envelope = send(request.operation, request.params, person: seats[number].person, device: number)
        seats[number].awaited = envelope.number
        if request.operation == "sync.push" { oldPushes.append(envelope) }
        plan(.requestTimesOut(device: number, number: envelope.number), inSeconds: 10...40)
    }

    func deliver(_ answer: Answer, to envelope: Envelope) throws {
        // An answer that nobody waits for any more is nobody's.
        guard let number = envelope.device, seats[number].isOnline, seats[number].awaited == envelope.number else {
            return note("the answer to \(envelope.number) comes to nobody")
        }
        seats[number].awaited = nil
        note("\(seats[number].device.name) has the answer to \(envelope.number)")
        try seats[number].device.received(answer, now: seats[number].clock.now())
        if dice.happens(percent: 85) { try ask(number) }
    }
}
