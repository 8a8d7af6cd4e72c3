namespace BookingFlow.Tests.Infrastructure.Print;

/// <summary>A rectangle of a picture, in its pixels; both corners belong to it.</summary>
public sealed record PictureBox(int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left + 1;

    public int Height => Bottom - Top + 1;
}
