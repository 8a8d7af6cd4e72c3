using BookingFlow.Web.Emails.Delivery;

namespace BookingFlow.Tests.Infrastructure.Mail;

/// <summary>Files on the disk, of which each operation can fail: before it happens, a write in its middle, and a renaming also after it.</summary>
/// <param name="fails">Called for each operation. Returns whether it fails.</param>
public sealed class FaultyMailFiles(Func<bool> fails) : IMailFiles
{
    /// <summary>As much as a file stream writes at once.</summary>
    private const int BlockBytes = 4096;

    private readonly MailFiles _files = new();

    public void CreateFolder(string folder)
    {
        Step();
        _files.CreateFolder(folder);
    }

    public Stream Create(string file)
    {
        Step();
        return new BufferedStream(new FaultyStream(_files.Create(file), Step), BlockBytes);
    }

    public void Move(string file, string newFile)
    {
        Step();
        _files.Move(file, newFile);
        // The mail is in the folder, and the sender does not get to know it.
        Step();
    }

    private void Step()
    {
        if (fails())
        {
            throw new IOException("No space left on device");
        }
    }

    private sealed class FaultyStream(Stream file, Action step) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => file.Length;

        public override long Position
        {
            get => file.Position;
            set => throw new NotSupportedException();
        }

        public override void Flush() => file.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
            file.Write(buffer, offset, count / 2);
            step();
            file.Write(buffer, offset + (count / 2), count - (count / 2));
        }

        public override async Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            await file.WriteAsync(buffer.AsMemory(offset, count / 2), cancellationToken);
            step();
            await file.WriteAsync(buffer.AsMemory(offset + (count / 2), count - (count / 2)), cancellationToken);
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await file.WriteAsync(buffer[..(buffer.Length / 2)], cancellationToken);
            step();
            await file.WriteAsync(buffer[(buffer.Length / 2)..], cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            file.Dispose();
            base.Dispose(disposing);
        }
    }
}
