using System.Net;

namespace PromptFunctions.Dev.Starting;

/// <summary>Waits for the service to answer.</summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>True when the service is up, false when it ended, or was told to, before that.</summary>
    public static async Task<bool> WaitAsync(string url, Task ended, CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        using var patience = new CancellationTokenSource(Patience);
        while (!ended.IsCompleted && !cancellation.IsCancellationRequested)
        {
            if (await IsUpAsync(http, $"{url}/api/health"))
                return true;
            if (patience.IsCancellationRequested)
                throw new DevException($"the service did not answer at {url}/api/health within {Patience.TotalSeconds:0} s");
            await Task.Delay(Pause, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return false;
    }

    private static async Task<bool> IsUpAsync(HttpClient http, string url)
    {
        try
        {
            using var answer = await http.GetAsync(url, CancellationToken.None);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
