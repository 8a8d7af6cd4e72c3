namespace BookingFlow.Tests.Infrastructure;

/// <summary>The folder of the clone that the tests were built in, for tests that read the documents or write pictures into them.</summary>
public static class RepositoryFolder
{
    private static readonly Lazy<string> Root = new(Find);

    /// <summary>Returns the absolute path of a file or folder in the repository.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Root.Value, .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "BookingFlow.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} contains BookingFlow.sln.");
    }
}
