using System.Globalization;
using System.Text;

namespace BookingFlow.Tests.Infrastructure.Print;

/// <summary>A grey picture as <c>pdftoppm -gray</c> writes it (binary PGM, one byte for a pixel), to measure what was printed.</summary>
public sealed class GreyPicture
{
    private const byte Dark = 128;
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

        // A word and the one white space after it.
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
    /// The boxes around everything dark that stands together: pixels no further apart than <paramref name="reach"/>.
    /// The quiet zone around a QR code sets it apart from everything else.
    /// </summary>
    public IReadOnlyList<PictureBox> FindDarkBoxes(int reach)
    {
        var boxes = new List<PictureBox>();
        var seen = new bool[_pixels.Length];
        var next = new Stack<int>();
        for (var start = 0; start < _pixels.Length; start++)
        {
            if (IsNew(start))
            {
                boxes.Add(Around(start));
            }
        }

        return boxes;

        bool IsNew(int pixel)
        {
            if (seen[pixel] || _pixels[pixel] >= Dark)
            {
                return false;
            }

            seen[pixel] = true;
            next.Push(pixel);
            return true;
        }

        PictureBox Around(int first)
        {
            var box = new PictureBox(first % Width, first / Width, first % Width, first / Width);
            while (next.TryPop(out var pixel))
            {
                var (x, y) = (pixel % Width, pixel / Width);
                box = new PictureBox(Math.Min(box.Left, x), Math.Min(box.Top, y), Math.Max(box.Right, x), Math.Max(box.Bottom, y));
                for (var row = Math.Max(0, y - reach); row <= Math.Min(Height - 1, y + reach); row++)
                {
                    for (var column = Math.Max(0, x - reach); column <= Math.Min(Width - 1, x + reach); column++)
                    {
                        IsNew((row * Width) + column);
                    }
                }
            }

            return box;
        }
    }

    /// <summary>Writes a part of the picture, with so many white pixels around it, to a file of its own.</summary>
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
