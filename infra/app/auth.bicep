param functionAppName string
param clientId string
param tenantId string

resource api 'Microsoft.Web/sites@2024-11-01' existing = {
  name: functionAppName
}

// The app is an API: callers bring a token or are answered 401. Nobody is sent to a page to sign in, so no client secret is needed.
resource auth 'Microsoft.Web/sites/config@2024-11-01' = {
  parent: api
  name: 'authsettingsV2'
  properties: {
    platform: { enabled: true }
    globalValidation: {
      requireAuthentication: true
      unauthenticatedClientAction: 'Return401'
      excludedPaths: ['/api/health', '/api/openapi.json']
    }
    httpSettings: { requireHttps: true }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: clientId
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenantId}/v2.0'
        }
        validation: {
          allowedAudiences: [clientId, 'api://${clientId}']
        }
      }
    }
    login: { tokenStore: { enabled: false } }
  }
}
