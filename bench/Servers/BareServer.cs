using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PromptFunctions.Bench.Servers;

/// <summary>The least that ASP.NET Core does for an answer of some bytes, and for a batch of points.</summary>
internal static class BareServer
{
    /// <param name="answerFile">What <c>resolve</c> answers; null where it is not asked.</param>
    public static async Task<int> RunAsync(string? answerFile)
    {
        var answer = answerFile is null ? [] : await File.ReadAllBytesAsync(answerFile);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGet("/api/prompts/{name}/resolve", async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = answer.Length;
            await context.Response.BodyWriter.WriteAsync(answer);
        });
        app.MapPost("/api/metrics", async context =>
        {
            var batch = await context.Request.ReadFromJsonAsync<BareBatch>();
            context.Response.StatusCode = batch?.Points is null ? StatusCodes.Status400BadRequest : StatusCodes.Status202Accepted;
        });
        await app.StartAsync();
        return await ServerConsole.ServeAsync(new Uri(app.Urls.First()));
    }
}
