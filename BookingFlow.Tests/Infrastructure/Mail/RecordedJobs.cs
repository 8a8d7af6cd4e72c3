using System.Collections.Concurrent;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;

namespace BookingFlow.Tests.Infrastructure.Mail;

/// <summary>A job queue that only writes down what was asked of it.</summary>
public sealed class RecordedJobs : IBackgroundJobClient
{
    private readonly ConcurrentQueue<Job> _jobs = new();
    private int _refused;

    public IReadOnlyList<Job> All => [.. _jobs];

    /// <summary>The mails that were to be sent soon, by the id of their outbox row.</summary>
    public IReadOnlyList<int> Mails => [.. _jobs.SelectMany(job => (int[])job.Args[0])];

    /// <summary>As when the queue's storage cannot be reached.</summary>
    public bool IsUnavailable { get; set; }

    /// <summary>How many were asked of it while it was out of order.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public string Create(Job job, IState state)
    {
        if (IsUnavailable)
        {
            Interlocked.Increment(ref _refused);
            throw new BackgroundJobClientException("The queue is out of order.", new IOException());
        }

        _jobs.Enqueue(job);
        return Guid.NewGuid().ToString();
    }

    public bool ChangeState(string jobId, IState state, string expectedState) => true;
}
