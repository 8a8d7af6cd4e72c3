using BookingFlow.Bench.House;
using BookingFlow.Web.Components.Reservations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(WithoutQr))]

namespace BookingFlow.Bench.House;

/// <summary>
/// Loaded into the published program by two settings of .NET's own, so that the same page can be had without its QR code:
/// wherever the program asks for the component that makes the code, it gets one that leaves the place empty.
/// </summary>
public sealed class WithoutQr : IHostingStartup, IComponentActivator
{
    /// <summary>The settings that do it.</summary>
    public static (string Name, string Value)[] Settings { get; } =
    [
        ("DOTNET_STARTUP_HOOKS", typeof(WithoutQr).Assembly.Location),
        ("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", typeof(WithoutQr).Assembly.GetName().Name!),
    ];

    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services => services.AddSingleton<IComponentActivator, WithoutQr>());

    public IComponent CreateInstance(Type componentType) =>
        componentType == typeof(QrCode) ? new EmptyPlace() : (IComponent)Activator.CreateInstance(componentType)!;

    private sealed class EmptyPlace : ComponentBase
    {
        /// <summary>What the code would say.</summary>
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
