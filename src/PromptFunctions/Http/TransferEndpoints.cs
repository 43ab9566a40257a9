using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PromptFunctions.Core.Backups;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Transfer;
using PromptFunctions.OpenApi;
using PromptFunctions.SignIn;

namespace PromptFunctions.Http;

/// <summary>Export and import over HTTP.</summary>
public sealed class TransferEndpoints(ApiEndpoint api, CallGuard guard, ExportService exports, ImportService imports, RestoreService restores)
{
    // A backup brings what is live and who agreed to it, word for word.
    private static readonly AppRole[] Restoring = [AppRole.Deploy, AppRole.Approve];

    /// <summary><c>GET /prompts/{name}/export</c></summary>
    [Function("ExportPrompt")]
    [ApiCall("Gives all of a prompt in one document", typeof(ExportDocument), Problems = ["unknown-prompt", "throttled"], Role = AppRole.Read)]
    public Task<IResult> ExportPrompt([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}/export")] HttpRequest request, string name) =>
        api.ReadAsync(request, name, async cancellation =>
        {
            _ = new ApiQuery(request);
            var export = await exports.ReadAsync(name, cancellation);
            return new ApiAnswer(StatusCodes.Status200OK, default)
            {
                ETag = export.Tag,
                CacheControl = "no-cache",
                Stream = (output, stop) => exports.WriteAsync(export, output, stop),
            };
        });

    /// <summary><c>POST /import</c></summary>
    [Function("Import")]
    [ApiCall("Imports a prompt's export, or versions of the tool before; adds what is missing and changes nothing that exists. Restores a backup, sent as application/x-ndjson", typeof(ExportDocument), typeof(ImportResult), 200,
        Line = typeof(object), AlsoBodies = [typeof(LegacyVersion), typeof(LegacyVersion[])],
        Problems = ["reserved-name", "format-fixed", "import-conflict", "rollout-in-progress", "experiment-active", "etag-mismatch"], Role = AppRole.Write)]
    public Task<IResult> Import([HttpTrigger(AuthorizationLevel.Function, "post", Route = "import")] HttpRequest request) => PointFormats.IsLines(request)
        ? api.TakeAsync(request, Restoring, restores.RestoreAsync, result => ApiAnswer.Changed(result))
        : api.ChangeAsync(request, Limits.ImportBytes, async (body, context, cancellation) =>
        {
            RequestBody.RequireJson(request);
            var (documents, author) = ImportBody.Parse(body.Span);
            // What is live is for those to decide who deploy, whichever way it comes.
            if (documents.Any(document => document.BringsLiveVersions())) guard.Require(request, AppRole.Deploy);
            return await imports.ImportAsync(documents, context(author), cancellation);
        }, result => ApiAnswer.Changed(result));
}
