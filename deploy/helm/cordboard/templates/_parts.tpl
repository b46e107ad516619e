{{- define "cordboard.pod" -}}
securityContext: {runAsNonRoot: true, runAsUser: 10001, runAsGroup: 10001, fsGroup: 10001, seccompProfile: {type: RuntimeDefault}}
automountServiceAccountToken: false
{{- end }}
{{- define "cordboard.container" -}}
securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
{{- end }}
{{- define "cordboard.mounts" -}}
- {name: data, mountPath: /var/lib/cordboard}
- {name: tmp, mountPath: /tmp}
- {name: secrets, mountPath: /run/secrets, readOnly: true}
{{- end }}
{{- define "cordboard.volumes" -}}
- {name: tmp, emptyDir: {}}
- {name: secrets, secret: {secretName: {{ .Values.secret | quote }}, defaultMode: 0440}}
{{- end }}
{{- define "cordboard.claim" -}}
- metadata: {name: data}
  spec:
    accessModes: [ReadWriteOnce]
    {{- with .Values.data.storageClass }}
    storageClassName: {{ . | quote }}
    {{- end }}
    resources: {requests: {storage: {{ .Values.data.size | quote }}}}
{{- end }}
