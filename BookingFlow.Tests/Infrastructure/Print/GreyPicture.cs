using System.Globalization;
using System.Text;

namespace BookingFlow.Tests.Infrastructure.Print;

/// <summary>A greyscale picture in the format of <c>pdftoppm -gray</c>: binary PGM, one byte per pixel.</summary>
public sealed class GreyPicture
{
    private const byte DarkThreshold = 128;
    private readonly byte[] _pixels;

    private GreyPicture(int width, int height, byte[] pixels) => (Width, Height, _pixels) = (width, height, pixels);

    public int Width { get; }

    public int Height { get; }

    public static GreyPicture Read(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var at = 0;
        Assert.Equal("P5", Word());
        var (width, height) = (Number(), Number());
        Assert.Equal(255, Number());
        return new GreyPicture(width, height, bytes[at..(at + (width * height))]);

        // Reads a word and the single white-space character after it.
        string Word()
        {
            var start = at;
            while (!char.IsWhiteSpace((char)bytes[at]))
            {
                at++;
            }

            return Encoding.ASCII.GetString(bytes, start, at++ - start);
        }

        int Number() => int.Parse(Word(), CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Returns the bounding boxes of connected dark areas. A QR code is one area, because its quiet zone separates it from the rest.
    /// </summary>
    /// <param name="maxGap">Maximum distance of connected pixels, horizontally and vertically.</param>
    public IReadOnlyList<PictureBox> FindDarkBoxes(int maxGap)
    {
        var boxes = new List<PictureBox>();
        var visited = new bool[_pixels.Length];
        var pending = new Stack<int>();
        for (var start = 0; start < _pixels.Length; start++)
        {
            if (TryVisit(start))
            {
                boxes.Add(BoxAround(start));
            }
        }

        return boxes;

        bool TryVisit(int pixel)
        {
            if (visited[pixel] || _pixels[pixel] >= DarkThreshold)
            {
                return false;
            }

            visited[pixel] = true;
            pending.Push(pixel);
            return true;
        }

        PictureBox BoxAround(int first)
        {
            var box = new PictureBox(first % Width, first / Width, first % Width, first / Width);
            while (pending.TryPop(out var pixel))
            {
                var (x, y) = (pixel % Width, pixel / Width);
                box = new PictureBox(Math.Min(box.Left, x), Math.Min(box.Top, y), Math.Max(box.Right, x), Math.Max(box.Bottom, y));
                for (var row = Math.Max(0, y - maxGap); row <= Math.Min(Height - 1, y + maxGap); row++)
                {
                    for (var column = Math.Max(0, x - maxGap); column <= Math.Min(Width - 1, x + maxGap); column++)
                    {
                        TryVisit((row * Width) + column);
                    }
                }
            }

            return box;
        }
    }

    /// <summary>Writes a part of the picture to a file.</summary>
    /// <param name="margin">Width of the white margin added on each side, in pixels.</param>
    public async Task WriteAsync(PictureBox box, int margin, string file)
    {
        var (width, height) = (box.Width + (2 * margin), box.Height + (2 * margin));
        var part = new byte[width * height];
        Array.Fill(part, byte.MaxValue);
        for (var row = 0; row < box.Height; row++)
        {
            Array.Copy(_pixels, ((box.Top + row) * Width) + box.Left, part, ((margin + row) * width) + margin, box.Width);
        }

        await File.WriteAllBytesAsync(
            file, [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"P5\n{width} {height}\n255\n")), .. part]);
    }
}
