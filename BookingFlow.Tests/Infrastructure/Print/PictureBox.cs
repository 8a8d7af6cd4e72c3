namespace BookingFlow.Tests.Infrastructure.Print;

/// <summary>A rectangle of pixels in a picture. All four edges are inclusive.</summary>
public sealed record PictureBox(int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left + 1;

    public int Height => Bottom - Top + 1;
}
