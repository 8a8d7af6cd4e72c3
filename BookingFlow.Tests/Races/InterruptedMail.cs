using BookingFlow.Web.Emails.Delivery;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Races;

/// <summary>The program's delivery of mail, to a folder or to a server, whose steps are interrupted with those of the database.</summary>
internal sealed class InterruptedMail : IAsyncDisposable
{
    private readonly Func<IMailDelivery> _create;
    private readonly FaultySmtpServer? _server;

    private InterruptedMail(Func<IMailDelivery> create, FaultySmtpServer? server) => (_create, _server) = (create, server);

    public static InterruptedMail ToFolder(FaultyDatabase faults, DirectoryInfo mailbox) => new(
        () => new FolderDelivery(mailbox.FullName, new FaultyMailFiles(() => faults.Interrupts(StepKind.FileOperation))), server: null);

    public static InterruptedMail ToServer(FaultyDatabase faults, DirectoryInfo mailbox, SmtpFault fault, FakeTimeProvider clock)
    {
        var timeout = new SmtpSettings().Timeout;
        var server = new FaultySmtpServer(mailbox, fault, () => faults.Interrupts(StepKind.MailCommand), () => clock.Advance(timeout));
        return new InterruptedMail(() => new SmtpDelivery(server.Settings(), new MailServerCapabilities(), clock), server);
    }

    /// <summary>Creates the delivery of one job. Dispose it if it can be disposed.</summary>
    public IMailDelivery Create() => _create();

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
