namespace BookingFlow.Tests.Builders;

/// <summary>Builds a published show that runs for two hours. Its slug is unique in the test process.</summary>
public sealed class AShow
{
    private static int _number;
    private string _title = "The Tempest";
    private string _slug = $"the-tempest-{Interlocked.Increment(ref _number)}";
    private string _description = "A play in five acts.";
    private Visibility _visibility = Visibility.Public;
    private int? _runningMinutes = 120;

    public AShow Titled(string title)
    {
        _title = title;
        return this;
    }

    public AShow WithSlug(string slug)
    {
        _slug = slug;
        return this;
    }

    /// <param name="markdown">The long text.</param>
    public AShow Described(string markdown)
    {
        _description = markdown;
        return this;
    }

    public AShow Unpublished()
    {
        _visibility = Visibility.Private;
        return this;
    }

    /// <summary>Not listed; open by its link.</summary>
    public AShow ByLink()
    {
        _visibility = Visibility.ByLink;
        return this;
    }

    public AShow WithRunningMinutes(int? minutes)
    {
        _runningMinutes = minutes;
        return this;
    }

    public Show Build()
    {
        var show = new Show
        {
            Slug = _slug,
            Title = _title,
            Summary = "An island, a storm, and a duke who would be forgiven.",
            Description = _description,
            RunningMinutes = _runningMinutes,
        };
        show.SetVisibility(_visibility);
        return show;
    }
}
