using System.Text.Json;
using Microsoft.Playwright;

namespace BookingFlow.Tests.Journeys;

/// <summary>A camera and a code reader of the browser's own, which see what a test says. To be added before a page is opened.</summary>
internal static class StubCamera
{
    /// <param name="codes">The codes in each picture.</param>
    /// <param name="hasReader">False: the browser reads no codes itself, and the page has to.</param>
    public static async Task AddAsync(IBrowserContext context, IEnumerable<string> codes, bool hasReader = true)
    {
        await context.AddInitScriptAsync(
            """
            const canvas = document.createElement('canvas');
            // A stream has a picture when something is drawn.
            setInterval(() => canvas.getContext('2d').fillRect(0, 0, 10, 10), 50);
            globalThis.asked = [];
            globalThis.torch = [];
            navigator.mediaDevices.getUserMedia = async ({ video }) => {
              asked.push(video.deviceId?.exact ?? video.facingMode);
              if (globalThis.cameraIsGone) { throw new DOMException('', 'NotFoundError'); }
              const stream = canvas.captureStream(5);
              const [track] = stream.getVideoTracks();
              globalThis.track = track;
              track.getCapabilities = () => ({ torch: true });
              track.applyConstraints = async ({ advanced }) => torch.push(advanced[0].torch);
              track.getSettings = () => ({ deviceId: video.deviceId?.exact ?? 'back' });
              return stream;
            };
            navigator.mediaDevices.enumerateDevices = async () => [
              { kind: 'videoinput', deviceId: 'back', label: 'Back camera' }, { kind: 'videoinput', deviceId: 'front', label: 'Front camera' },
              { kind: 'audioinput', deviceId: 'microphone', label: 'Microphone' }];
            """);
        if (hasReader)
        {
            await context.AddInitScriptAsync(
                $$"""
                globalThis.codes = {{JsonSerializer.Serialize(codes)}};
                globalThis.pictures = 0;
                globalThis.BarcodeDetector = class {
                  static async getSupportedFormats() { return ['qr_code']; }
                  async detect() { pictures++; return codes.map(rawValue => ({ rawValue })); }
                };
                """);
        }
    }
}
