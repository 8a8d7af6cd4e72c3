using BookingFlow.Bench.Servers;
using BookingFlow.Web.Components.Reservations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(NoQrHostingStartup))]

namespace BookingFlow.Bench.Servers;

/// <summary>Replaces the <see cref="QrCode"/> component of the published program with an empty one, to measure pages without it.</summary>
/// <remarks>Loaded by two environment variables of .NET, so that the program itself needs no switch for it (decision 0030).</remarks>
public sealed class NoQrHostingStartup : IHostingStartup, IComponentActivator
{
    /// <summary>The environment variables that load it.</summary>
    public static (string Name, string Value)[] Settings { get; } =
    [
        ("DOTNET_STARTUP_HOOKS", typeof(NoQrHostingStartup).Assembly.Location),
        ("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", typeof(NoQrHostingStartup).Assembly.GetName().Name!),
    ];

    public void Configure(IWebHostBuilder builder) =>
        builder.ConfigureServices(services => services.AddSingleton<IComponentActivator, NoQrHostingStartup>());

    public IComponent CreateInstance(Type componentType) =>
        componentType == typeof(QrCode) ? new EmptyQrCode() : (IComponent)Activator.CreateInstance(componentType)!;

    private sealed class EmptyQrCode : ComponentBase
    {
        /// <summary>Content of the QR code; not used.</summary>
        [Parameter]
        public string Text { get; set; } = "";

        [Parameter]
        public string Alt { get; set; } = "";

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "img");
            builder.AddAttribute(1, "class", "qr");
            builder.AddAttribute(2, "alt", Alt);
            builder.CloseElement();
        }
    }
}
