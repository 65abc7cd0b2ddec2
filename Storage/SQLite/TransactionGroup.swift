import CaravanProtocol

/// Carries out transactions that are committed together, each in a savepoint of its own.
struct TransactionGroup {
    let connection: Connection
    /// Where others may write too.
    var others: OtherCommits?

    /// Runs the jobs in order and commits; gives what each is to be answered, which is an error for all if the commit
    /// fails: even a job's own error may rest on what its neighbours wrote.
    func run(_ jobs: ArraySlice<any WriteJob>) -> [(any Error)?] {
        if jobs.count == 1, let job = jobs.first { return [runAlone(job)] }
        let changes = connection.totalChanges
        do {
            try begin()
        } catch {
            return Array(repeating: error, count: jobs.count)
        }
        var outcomes: [(any Error)?] = []
        for job in jobs {
            let outcome = runInSavepoint(job)
            // SQLite rolls everything back on some errors (a full disk); then nobody shares the fate of another.
            if connection.isOutsideTransaction {
                others?.ended(hasWritten: false)
                return jobs.map(runAlone)
            }
            outcomes.append(outcome)
        }
        if let error = commit(since: changes) { return Array(repeating: error, count: jobs.count) }
        return outcomes
    }

    /// A transaction and a commit for this job only.
    func runAlone(_ job: any WriteJob) -> (any Error)? {
        let changes = connection.totalChanges
        do {
            try begin()
        } catch {
            return error
        }
        if let error = attempt(job) {
            rollBack()
            return error
        }
        if connection.isOutsideTransaction {
            others?.ended(hasWritten: false)
            return Self.lost
        }
        return commit(since: changes)
    }

    private func begin() throws {
        try connection.control("BEGIN IMMEDIATE")
        others?.began()
    }

    private func runInSavepoint(_ job: any WriteJob) -> (any Error)? {
        do {
            try connection.control("SAVEPOINT member")
            if let error = attempt(job) {
                if connection.isOutsideTransaction { return error }
                try connection.control("ROLLBACK TO member")
                try connection.control("RELEASE member")
                return error
            }
            if connection.isOutsideTransaction { return Self.lost }
            try connection.control("RELEASE member")
            return nil
        } catch {
            // A savepoint that can be neither kept nor undone leaves nothing to commit.
            rollBack()
            return error
        }
    }

    private func attempt(_ job: any WriteJob) -> (any Error)? {
        let transaction = SQLiteWriting(connection)
        defer { transaction.end() }
        do {
            try job.run(in: transaction)
            return nil
        } catch is LostTransaction {
            return Self.lost
        } catch {
            return error
        }
    }

    /// - Parameter changes: How many rows had been changed before the transaction.
    private func commit(since changes: Int64) -> (any Error)? {
        do {
            try connection.control("COMMIT")
            others?.ended(hasWritten: connection.totalChanges != changes)
            return nil
        } catch {
            rollBack()
            return error
        }
    }

    private func rollBack() {
        // What fails here has ended the transaction already.
        if !connection.isOutsideTransaction { try? connection.control("ROLLBACK") }
        others?.ended(hasWritten: false)
    }

    private static var lost: StorageError { .full("the database rolled the transaction back after an error") }
}
