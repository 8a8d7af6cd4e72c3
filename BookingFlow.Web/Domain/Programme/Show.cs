namespace BookingFlow.Web.Domain.Programme;

/// <summary>A play, concert or other programme item, which has performances.</summary>
public sealed class Show
{
    public int Id { get; set; }

    /// <summary>URL segment of the show's page (<see cref="Domain.Programme.Slug"/>); unique.</summary>
    public required string Slug { get; set; }

    public required string Title { get; set; }

    /// <summary>One or two sentences, for the list of shows.</summary>
    public required string Summary { get; set; }

    /// <summary>Long text for the show's page; Markdown (CommonMark), without HTML.</summary>
    public string Description { get; set; } = "";

    /// <summary>Running time in minutes, intervals included; null if not known.</summary>
    public int? RunningMinutes { get; set; }

    /// <summary>What the parties should know, for their mails and tickets; plain text with line breaks; null if there is nothing.</summary>
    public string? Note { get; set; }

    /// <summary>Questions to the parties; loaded only where they are asked.</summary>
    public List<ShowQuestion> Questions { get; init; } = [];

    /// <summary>Whether admission is free of charge. If not, the program does not know what is paid at the door.</summary>
    public bool IsFree { get; set; }

    /// <summary>Whether visitors can reserve several of its performances with one form (docs/decisions/0074).</summary>
    public bool SeveralAtOnce { get; set; }

    /// <summary>Whether the show and its public performances are listed.</summary>
    public bool IsPublished { get; set; }

    /// <summary>The key of its link (<see cref="InvitationKey"/>), which leads to its public performances; null if it has none.</summary>
    public byte[]? Invitation { get; private set; }

    public Visibility Visibility => IsPublished ? Visibility.Public : Invitation is null ? Visibility.Private : Visibility.ByLink;

    /// <inheritdoc cref="Performance.SetVisibility"/>
    public void SetVisibility(Visibility visibility)
    {
        IsPublished = visibility == Visibility.Public;
        Invitation = visibility switch
        {
            Visibility.Public => Invitation,
            Visibility.ByLink => Invitation ?? InvitationKey.New(),
            Visibility.Private => null,
        };
    }

    /// <inheritdoc cref="Performance.RenewInvitation"/>
    public void RenewInvitation() => Invitation = InvitationKey.New();
}
