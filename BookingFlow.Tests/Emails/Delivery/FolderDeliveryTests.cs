using BookingFlow.Web.Emails.Delivery;
using MimeKit;

namespace BookingFlow.Tests.Emails.Delivery;

public sealed class FolderDeliveryTests : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("bookingflow-mail-");

    private string Folder => Path.Combine(_parent.FullName, "App_Data", "mail");

    private string[] Files => [.. Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)).Order()];

    public void Dispose() => _parent.Delete(recursive: true);

    [Fact]
    public async Task A_mail_is_written_to_a_file_in_a_folder_that_is_created_if_missing()
    {
        await DeliverAsync(Mail("4711", "Hello"));

        Assert.Equal(["4711.eml"], Files);
        Assert.Equal("Hello", (await ReadAsync("4711.eml")).Subject);
    }

    [Fact]
    public async Task A_mail_sent_again_replaces_its_file()
    {
        await DeliverAsync(Mail("4711", "First"));
        await DeliverAsync(Mail("4711", "Second"));

        Assert.Equal(["4711.eml"], Files);
        Assert.Equal("Second", (await ReadAsync("4711.eml")).Subject);
    }

    [Fact]
    public async Task Each_mail_has_its_own_file()
    {
        await DeliverAsync(Mail("4711", "One"));
        await DeliverAsync(Mail("4712", "Two"));

        Assert.Equal(["4711.eml", "4712.eml"], Files);
    }

    [Fact]
    public async Task A_partly_written_mail_leaves_no_file()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => DeliverAsync(HalfWritten("4711")));

        Assert.DoesNotContain("4711.eml", Files);
    }

    [Fact]
    public async Task A_failed_write_leaves_the_earlier_file_intact()
    {
        await DeliverAsync(Mail("4711", "First"));

        await Assert.ThrowsAnyAsync<Exception>(() => DeliverAsync(HalfWritten("4711")));

        Assert.Equal("First", (await ReadAsync("4711.eml")).Subject);
    }

    private Task DeliverAsync(MimeMessage message) => new FolderDelivery(Folder).DeliverAsync(message, TestContext.Current.CancellationToken);

    private Task<MimeMessage> ReadAsync(string file) => MimeMessage.LoadAsync(Path.Combine(Folder, file));

    private static MimeMessage Mail(string id, string subject) =>
        new() { MessageId = $"{id}@theatre.example", Subject = subject, Body = new TextPart("plain") { Text = "Good evening." } };

    /// <summary>Creates a message that fails to write after its headers, as on a full disk.</summary>
    private static MimeMessage HalfWritten(string id)
    {
        var message = Mail(id, "Half");
        message.Body = new MimePart("application/octet-stream") { Content = new MimeContent(new BrokenStream()) };
        return message;
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("Broken.");

        public override int Read(Span<byte> buffer) => throw new IOException("Broken.");

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            throw new IOException("Broken.");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("Broken.");
    }
}
