using System.Globalization;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Internal;

/// <summary>The requests of the table service's REST API.</summary>
internal sealed class TableRequests(HttpPipeline pipeline, Uri endpoint, string version)
{
    private const string MinimalMetadata = "application/json;odata=minimalmetadata";

    public Request CreateTable(string table)
    {
        var request = Create(RequestMethod.Post, "Tables");
        request.Headers.Add("Prefer", "return-no-content");
        return WithJson(request, BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(new { TableName = table })));
    }

    public Request Insert(string table, ITableEntity entity)
    {
        var request = Create(RequestMethod.Post, table);
        request.Headers.Add("Prefer", "return-no-content");
        return WithJson(request, EntityJson.Write(entity));
    }

    /// <summary>Updates the entity with this ETag; with none, adds it or changes it whatever its ETag is.</summary>
    public Request Write(string table, ITableEntity entity, TableUpdateMode mode, ETag ifMatch)
    {
        var method = mode switch
        {
            TableUpdateMode.Merge => RequestMethod.Patch,
            TableUpdateMode.Replace => RequestMethod.Put,
            _ => throw new ArgumentException($"Unexpected value for {nameof(mode)}: {mode}"),
        };
        var request = Create(method, Entity(table, entity.PartitionKey, entity.RowKey));
        if (ifMatch != default) request.Headers.Add("If-Match", ifMatch.ToString());
        return WithJson(request, EntityJson.Write(entity));
    }

    public Request Delete(string table, string partitionKey, string rowKey, ETag ifMatch)
    {
        var request = Create(RequestMethod.Delete, Entity(table, partitionKey, rowKey));
        request.Headers.Add("If-Match", ifMatch == default ? ETag.All.ToString() : ifMatch.ToString());
        return request;
    }

    public Request Get(string table, string partitionKey, string rowKey, IEnumerable<string> select)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        var request = Create(RequestMethod.Get, Entity(table, partitionKey, rowKey));
        AppendQuery(request, "$select", Join(select));
        return request;
    }

    public Request Query(string table, string filter, int? top, IEnumerable<string> select, ContinuationToken from)
    {
        var request = Create(RequestMethod.Get, table + "()");
        AppendQuery(request, "$top", top?.ToString(CultureInfo.InvariantCulture));
        AppendQuery(request, "$select", Join(select));
        AppendQuery(request, "$filter", filter);
        AppendQuery(request, "NextPartitionKey", from?.NextPartitionKey);
        AppendQuery(request, "NextRowKey", from?.NextRowKey);
        return request;
    }

    public Request Batch(BinaryData content, string boundary)
    {
        var request = Create(RequestMethod.Post, "$batch", format: null);
        request.Headers.Add("Content-Type", $"multipart/mixed; boundary={boundary}");
        request.Content = RequestContent.Create(content);
        return request;
    }

    /// <summary>Sends the request; an answer with another status than these is a <see cref="RequestFailedException"/>.</summary>
    public async Task<Response> SendAsync(Request request, CancellationToken cancellationToken, params int[] expected)
    {
        using (request)
        {
            var response = await pipeline.SendRequestAsync(request, cancellationToken);
            return expected.Contains(response.Status) ? response : throw new RequestFailedException(response);
        }
    }

    private static string Entity(string table, string partitionKey, string rowKey) =>
        $"{table}(PartitionKey='{Escape(partitionKey)}',RowKey='{Escape(rowKey)}')";

    private static string Escape(string key) => Uri.EscapeDataString(QueryFilter.Escape(key));

    private static string Join(IEnumerable<string> names) => names is null ? null : string.Join(',', names);

    private static void AppendQuery(Request request, string name, string value)
    {
        if (value is not null) request.Uri.AppendQuery(name, value, escapeValue: true);
    }

    private static Request WithJson(Request request, BinaryData json)
    {
        request.Headers.Add("Content-Type", "application/json");
        request.Content = RequestContent.Create(json);
        return request;
    }

    private Request Create(RequestMethod method, string path, string format = MinimalMetadata)
    {
        var request = pipeline.CreateRequest();
        request.Method = method;
        request.Uri.Reset(endpoint);
        request.Uri.AppendPath("/" + path, escape: false);
        AppendQuery(request, "$format", format);
        request.Headers.Add("x-ms-version", version);
        request.Headers.Add("DataServiceVersion", "3.0");
        request.Headers.Add("Accept", MinimalMetadata);
        return request;
    }
}
