using System.Text.RegularExpressions;

namespace BookingFlow.Tests.Looks;

/// <summary>README.md and docs link the pictures that one command makes (<see cref="Journeys.DocumentationPictures"/>), all of them and no others.</summary>
public sealed partial class DocumentationPictureFilesTests
{
    private static readonly string Folder = RepositoryFolder.Path("docs", "screenshots");

    [Fact]
    public void Documents_link_exactly_the_pictures_that_the_command_makes()
    {
        string[] documents = [RepositoryFolder.Path("README.md"), .. Directory.GetFiles(RepositoryFolder.Path("docs"), "*.md", SearchOption.AllDirectories)];

        var linked = documents.SelectMany(document => PictureLink().Matches(File.ReadAllText(document))
            .Select(link => Path.GetFullPath(link.Groups["path"].Value, Path.GetDirectoryName(document)!)));

        Assert.Equal(Made(), linked.Select(NameOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Folder_contains_exactly_the_pictures_that_the_command_makes() => Assert.Equal(
        Made(), Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Select(NameOf).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Made() => Journeys.DocumentationPictures.FileNames.Order(StringComparer.Ordinal);

    private static string NameOf(string path) => Path.GetRelativePath(Folder, path).Replace(Path.DirectorySeparatorChar, '/');

    [GeneratedRegex("""(?<path>[\w./-]*screenshots/[\w./-]+\.(png|webp))""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PictureLink();
}
