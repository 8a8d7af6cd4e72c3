using BookingFlow.Web.Pictures;

namespace BookingFlow.Web.Hosting;

/// <summary>Registers the processing of pictures.</summary>
public static class PictureHosting
{
    public static IServiceCollection AddPictures(this IServiceCollection services) => services
        .AddSingleton<PictureWorkers>()
        .AddSingleton<PictureProcessor>()
        .AddSingleton<DrawnPreviews>();
}
