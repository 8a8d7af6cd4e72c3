using System.Diagnostics;

namespace BookingFlow.Tests.Infrastructure;

/// <summary>
/// Locates the external programs that tests need. Without them a test is skipped on a developer's machine and fails where the environment
/// variable <c>CI</c> is <c>true</c>.
/// </summary>
public static class Requirements
{
    private static readonly Lazy<string?> PythonPath = new(FindPython);

    /// <summary>Returns the path of Chromium or Chrome.</summary>
    public static string Chromium() => Require(
        IfExists(Environment.GetEnvironmentVariable("BOOKINGFLOW_CHROMIUM"))
            ?? IfExists("/usr/bin/chromium")
            ?? InPath("chromium")
            ?? InPath("google-chrome"),
        "a Chromium browser (set BOOKINGFLOW_CHROMIUM to its executable)");

    /// <summary>Returns the path of Firefox, the browser with another engine than Chromium.</summary>
    public static string Firefox() => Require(
        IfExists(Environment.GetEnvironmentVariable("BOOKINGFLOW_FIREFOX")) ?? InPath("firefox-esr") ?? InPath("firefox"),
        "Firefox (package firefox-esr, or set BOOKINGFLOW_FIREFOX to its executable)");

    /// <summary>Returns the path of w3m, a text-only browser.</summary>
    public static string W3m() => Require(InPath("w3m"), "w3m (package w3m)");

    /// <summary>Returns the path of <c>script</c>, which runs a program in a pseudo-terminal.</summary>
    public static string Script() => Require(InPath("script"), "script (package bsdutils)");

    /// <summary>Returns the path of ImageMagick's <c>convert</c>, which makes and degrades pictures.</summary>
    public static string Convert() =>
        Require(IfExists("/usr/bin/convert") ?? InPath("convert"), "ImageMagick's convert (package imagemagick)");

    /// <summary>Returns the path of <c>exiftool</c>, which reads and writes the metadata of pictures.</summary>
    public static string ExifTool() => Require(InPath("exiftool"), "exiftool (package libimage-exiftool-perl)");

    /// <summary>Returns the path of <c>zbarimg</c>, which decodes QR codes in pictures.</summary>
    public static string Zbarimg() => Require(InPath("zbarimg"), "zbarimg (package zbar-tools)");

    /// <summary>Returns the path of <c>openssl</c>, which verifies signatures.</summary>
    public static string OpenSsl() => Require(InPath("openssl"), "openssl (package openssl)");

    /// <summary>Returns the path of <c>pdftoppm</c>, which renders PDF pages as pictures.</summary>
    public static string PdfToPpm() => Require(InPath("pdftoppm"), "pdftoppm (package poppler-utils)");

    /// <summary>Returns the path of <c>pdftotext</c>, which extracts the text of PDF pages.</summary>
    public static string PdfToText() => Require(InPath("pdftotext"), "pdftotext (package poppler-utils)");

    /// <summary>Returns the path of a Python interpreter that has the SMTP server library aiosmtpd.</summary>
    public static string PythonWithAiosmtpd() => Require(PythonPath.Value, "python3 with aiosmtpd (package python3-aiosmtpd)");

    /// <summary>
    /// Returns the connection string of a SQL Server on which tests may create and drop databases. A test without it is skipped, also on CI,
    /// because no machine has a SQL Server by default.
    /// </summary>
    public static string SqlServer()
    {
        var server = Environment.GetEnvironmentVariable("BOOKINGFLOW_TEST_SQLSERVER");
        Assert.SkipWhen(string.IsNullOrWhiteSpace(server),
            "This test needs a SQL Server: set BOOKINGFLOW_TEST_SQLSERVER to a connection string with permission to create and drop databases.");
        return server;
    }

    /// <summary>
    /// Skips the test, also on CI, unless the environment asks for new pictures of the documents. Such a test overwrites files of the repository.
    /// </summary>
    public static void PicturesWanted() => Assert.SkipUnless(
        string.Equals(Environment.GetEnvironmentVariable("BOOKINGFLOW_PICTURES"), "true", StringComparison.OrdinalIgnoreCase),
        "This makes the pictures of README.md and docs again: set BOOKINGFLOW_PICTURES to true (CONTRIBUTING.md).");

    /// <summary>Returns the path of <c>faketime</c>, which runs a program with another clock.</summary>
    public static string FakeTime() => Require(InPath("faketime"), "faketime (package faketime)");

    /// <summary>Returns the path of nginx. On Debian it is in /usr/sbin, which is not in every user's PATH.</summary>
    public static string Nginx() => Require(InPath("nginx") ?? IfExists("/usr/sbin/nginx"), "nginx (package nginx-light)");

    private static string Require(string? path, string requirement)
    {
        if (path is not null)
        {
            return path;
        }

        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            Assert.Fail($"This test needs {requirement}. On CI no test may be skipped.");
        }

        Assert.Skip($"This test needs {requirement}.");
        return "";
    }

    private static string? IfExists(string? path) => File.Exists(path) ? path : null;

    private static string? InPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => IfExists(Path.Combine(folder, name)))
        .FirstOrDefault(path => path is not null);

    private static string? FindPython() => new[] { IfExists("/usr/bin/python3"), InPath("python3") }
        .OfType<string>()
        .FirstOrDefault(python =>
        {
            using var process = Process.Start(
                new ProcessStartInfo(python, ["-c", "import aiosmtpd"]) { UseShellExecute = false, RedirectStandardError = true });
            process!.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        });
}
