import CaravanProtocol

extension Simulation {
    func addDevices() {
        for person in people.indices {
            for number in 1...1 + dice.below(3) {
                let clock = SkewedClock(
                    time, offsetSeconds: dice.skew(greatestSeconds: 5 * 365 * 86_400),
                    driftPPM: dice.within(-5000...5000))
                let style = ThinStyle(&dice)
                let device = ThinDevice("person\(person + 1)-\(number)", style, mint, dice.fork())
                seats.append(Seat(person: person, device: device, clock: clock))
                note("\(device.name): \(style)")
                plan(.deviceWakes(seats.count - 1), inSeconds: 0...20)
            }
        }
    }

    func wake(_ number: Int) throws {
        plan(.deviceWakes(number), inSeconds: 1...30)
        let device = seats[number].device
        if dice.happens(percent: 2) {
            device.die()
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
            for _ in 0...dice.below(3) { device.edit(&dice, now: seats[number].clock.now()) }
        }
        if dice.happens(percent: 50) { device.wantNews() }
        ask(number)
    }

    /// Lets a device send its next request.
    func ask(_ number: Int) {
        guard seats[number].isOnline, seats[number].awaited == nil,
            let request = seats[number].device.nextRequest(now: seats[number].clock.now())
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
        if dice.happens(percent: 85) { ask(number) }
    }
}
