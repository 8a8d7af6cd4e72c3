using System.Diagnostics;
using System.Globalization;

namespace BookingFlow.Tests.Infrastructure.Print;

/// <summary>The pages of a PDF as greyscale pictures, as a black-and-white printer prints them.</summary>
public sealed class PrintedPages : IDisposable
{
    /// <summary>Default resolution.</summary>
    public const int DotsPerInch = 100;

    private readonly DirectoryInfo _folder;

    private PrintedPages(DirectoryInfo folder) => _folder = folder;

    /// <summary>Paths of the pictures, one per page, in page order.</summary>
    public IReadOnlyList<string> Files => [.. _folder.GetFiles("page-*.pgm").Select(file => file.FullName).Order(StringComparer.Ordinal)];

    public DirectoryInfo Folder => _folder;

    /// <param name="dotsPerInch">A lower resolution simulates a printer in draft mode.</param>
    public static async Task<PrintedPages> OfAsync(byte[] pdf, int dotsPerInch = DotsPerInch)
    {
        var pages = new PrintedPages(Directory.CreateTempSubdirectory("bookingflow-print-"));
        var file = Path.Combine(pages._folder.FullName, "ticket.pdf");
        await File.WriteAllBytesAsync(file, pdf);
        string[] arguments = ["-gray", "-r", dotsPerInch.ToString(CultureInfo.InvariantCulture), file, Path.Combine(pages._folder.FullName, "page")];
        using var pdftoppm = Process.Start(
            new ProcessStartInfo(Requirements.PdfToPpm(), arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        var errors = await pdftoppm.StandardError.ReadToEndAsync();
        await pdftoppm.WaitForExitAsync();
        return pdftoppm.ExitCode == 0 ? pages : throw new InvalidOperationException($"pdftoppm could not read the PDF: {errors}");
    }

    /// <summary>Converts pixels at <see cref="DotsPerInch"/> to centimetres on paper.</summary>
    public static double Centimetres(int pixels) => pixels * 2.54 / DotsPerInch;

    public void Dispose() => _folder.Delete(recursive: true);
}
