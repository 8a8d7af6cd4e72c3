using System.Collections.Concurrent;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;

namespace BookingFlow.Tests.Infrastructure.Mail;

/// <summary>A Hangfire client that records jobs and does not run them.</summary>
public sealed class RecordedJobs : IBackgroundJobClient
{
    private readonly ConcurrentQueue<Job> _jobs = new();
    private int _refusedCount;

    public IReadOnlyList<Job> All => [.. _jobs];

    /// <summary>Outbox ids of the mails in the recorded jobs that send mail, in order.</summary>
    public IReadOnlyList<int> MailIds => [.. _jobs.SelectMany(job => (int[])job.Args[0])];

    /// <summary>Makes <see cref="Create"/> throw, as it does when Hangfire's storage cannot be reached.</summary>
    public bool IsUnavailable { get; set; }

    /// <summary>Number of jobs refused while <see cref="IsUnavailable"/> was set.</summary>
    public int RefusedCount => Volatile.Read(ref _refusedCount);

    public string Create(Job job, IState state)
    {
        if (IsUnavailable)
        {
            Interlocked.Increment(ref _refusedCount);
            throw new BackgroundJobClientException("The job storage is unavailable.", new IOException());
        }

        _jobs.Enqueue(job);
        return Guid.NewGuid().ToString();
    }

    public bool ChangeState(string jobId, IState state, string expectedState) => true;
}
