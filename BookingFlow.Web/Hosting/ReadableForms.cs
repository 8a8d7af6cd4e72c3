namespace BookingFlow.Web.Hosting;

/// <summary>
/// Reads a form before anybody asks for it, so that one that cannot be read is refused as what it is, a bad request.
/// Read later, each reader would wrap the fault in its own way, and the stranger's nonsense would look like ours.
/// </summary>
public static class ReadableForms
{
    public static IApplicationBuilder UseReadableForms(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.Request.HasFormContentType)
        {
            try
            {
                await http.Request.ReadFormAsync(http.RequestAborted);
            }
            catch (Exception unreadable) when (unreadable is (InvalidDataException or IOException or NotSupportedException or ArgumentException)
                and not BadHttpRequestException)
            {
                throw new BadHttpRequestException("The form could not be read.", unreadable);
            }
        }

        await next(http);
    });
}
