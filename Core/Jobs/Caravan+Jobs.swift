import CaravanProtocol

extension Caravan {
    /// Does the jobs that are due, and says how many it did. Called after a commit that wrote some, and regularly.
    ///
    /// A job is taken by moving its time on in a transaction of its own, so that another server, or this one after a
    /// crash, tries it again no sooner than that. It may run twice; it is never lost.
    public func runDueJobs() async -> Int {
        var done = 0
        while let job = await takeDueJob() {
            do {
                try await perform(job)
                _ = try await storage.write { try $0.delete(Job.self, key: [job.id.stored]) }
                done += 1
            } catch {
                services.log.note("job \(job.kind.rawValue) failed, try \(job.attempts)", cause: error)
                if job.attempts >= Bounds.jobAttemptsMax { await abandon(job) }
            }
        }
        return done
    }

    private func takeDueJob() async -> Job? {
        let clock = services.clock
        do {
            return try await storage.write { tx in
                let now = clock.now()
                guard var job = try tx.first(Query(.atMost(\Job.dueAt, now)).ordered(by: \.dueAt, \.id)) else {
                    return nil
                }
                job.attempts += 1
                // 30 s, doubled with each try, up to 4 hours.
                job.dueAt = now.adding(seconds: min(14_400, 15 << Int64(min(job.attempts, 16))))
                try tx.update(job, Job.fields.mask(\.attempts, \.dueAt))
                return job
            }
        } catch {
            services.log.note("jobs cannot be read", cause: error)
            return nil
        }
    }

    private func perform(_ job: Job) async throws {
        switch job.kind {
        case .passwordResetMail: try await mailReset(ID(job.subject))
        }
    }

    private func abandon(_ job: Job) async {
        do {
            _ = try await storage.write { try $0.delete(Job.self, key: [job.id.stored]) }
        } catch {
            services.log.note("job \(job.kind.rawValue) cannot be abandoned", cause: error)
        }
    }

    private func mailReset(_ id: ID<PasswordReset>) async throws {
        let found = try await storage.read { tx -> (PasswordReset, User)? in
            guard let reset = try tx.find(id), let user = try tx.find(reset.userID) else { return nil }
            return (reset, user)
        }
        guard let (reset, user) = found, reset.usedAt == nil, reset.expiresAt > services.clock.now() else { return }
        try await services.mailer.send(
            ResetMail.message(to: user, of: reset, token: ResetToken.text(of: id, services.signer), settings))
    }
}
