namespace BookingFlow.Web.Pages.Shows;

/// <summary>Where a page shows a poster, which decides how large it is.</summary>
public enum PosterPlace
{
    /// <summary>In the list of shows: small, cropped to 3:4.</summary>
    List,

    /// <summary>On the show's page: whole, as wide as the screen or its column.</summary>
    ShowPage,

    /// <summary>On a staff page: whole, as wide as a form.</summary>
    Form,
}
