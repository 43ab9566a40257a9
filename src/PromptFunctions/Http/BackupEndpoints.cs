using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PromptFunctions.Core.Backups;
using PromptFunctions.Core.Common;
using PromptFunctions.OpenApi;
using PromptFunctions.SignIn;

namespace PromptFunctions.Http;

/// <summary>Backups over HTTP; a backup is restored by <c>POST /import</c>.</summary>
public sealed class BackupEndpoints(ApiEndpoint api, BackupService backups)
{
    private const int Megabyte = 1_000_000;

    /// <summary><c>GET /export</c></summary>
    [Function("ExportAll")]
    [ApiCall("Gives everything that is stored, one document a line; or a part of it", typeof(object), AnswersLines = true, Query = ["after", "megabytes"], Problems = ["throttled"], Role = AppRole.Read)]
    public Task<IResult> ExportAll([HttpTrigger(AuthorizationLevel.Function, "get", Route = "export")] HttpRequest request) =>
        api.ReadAsync(request, async cancellation =>
        {
            var query = new ApiQuery(request, "after", "megabytes");
            var after = query.Text("after");
            if (after is not null) Names.RequireName("after", after);
            long? most = query.Text("megabytes") is null ? null : query.Number("megabytes", otherwise: 0, minimum: 1, maximum: 10_000) * (long)Megabyte;
            await backups.ProbeAsync(after, cancellation);
            return new ApiAnswer(StatusCodes.Status200OK, default)
            {
                ContentType = PointFormats.Lines,
                CacheControl = "no-store",
                Stream = (output, stop) => backups.WriteAsync(after, most, output, stop),
            };
        });
}
